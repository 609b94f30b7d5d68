"""What every page links: one style sheet and a handful of modules. The wire budget counts exactly these."""

STYLE = "common/css/app.css"
ENTRY = "gezien/app"
# Bare name in JavaScript → file. The import map gives each its hashed address, so that modules import by name.
MODULES = {
    "htmx": "common/vendor/htmx.js",
    ENTRY: "common/js/app.js",
    "gezien/menu": "common/js/menu.js",
    "gezien/tabs": "common/js/tabs.js",
    "gezien/shortcuts": "common/js/shortcuts.js",
    "gezien/dialog": "common/js/dialog.js",
    "gezien/grid": "common/js/grid.js",
    "gezien/sheet": "common/js/sheet.js",
    "gezien/csrf": "common/js/csrf.js",
    "gezien/requests": "common/js/requests.js",
    "gezien/autosave": "common/autosave.js",
}
# Named in the same map, fetched only by pages that import them.
ON_DEMAND = {
    "gezien/live": "common/js/live.js",
    "gezien/clock": "common/js/clock.js",
    "gezien/rows": "common/js/rows.js",
}
FONTS = ("common/vendor/atkinson.woff2", "common/vendor/fraunces.woff2")
ICONS = "common/vendor/icons.svg"
