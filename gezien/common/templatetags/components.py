"""Template components; available in every template. A wrong option raises ValueError, so a typing error cannot ship.

Markup that repeats hundreds of times comes from `gezien.common.markup`; views of hot pages call that directly.
"""

import json
import re
from functools import cache
from pathlib import Path

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gezien.common import assets, markup

register = template.Library()
NOTICE_ICONS = {
    "info": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "error": "circle-alert",
}


@cache
def icon_names() -> frozenset[str]:
    """The icons in the sprite."""
    sprite = Path(__file__).resolve().parent.parent / "static" / assets.ICONS
    return frozenset(re.findall(r'<symbol id="([\w-]+)"', sprite.read_text(encoding="utf-8")))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon beside words; with `label` it speaks for itself."""
    if name not in icon_names():
        raise ValueError(f"No icon {name!r}: add it to vendor.toml and run scripts/vendor.py")
    use = format_html('<use href="{}#{}"/>', static(assets.ICONS), name)
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}">{}</svg>', label, use)
    return format_html('<svg class="icon" aria-hidden="true">{}</svg>', use)


@register.simple_tag
def level(text: str, rank: int, of: int = markup.STEPS) -> SafeString:
    """A level badge: {% level "IV" rank=4 of=5 %}; rank 1 is the strongest."""
    return markup.level_badge(str(text), rank, of)


@register.simple_tag
def growth(text: str, direction: str) -> SafeString:
    """Growth since the last time: {% growth "+3" "up" %}."""
    return markup.growth(str(text), direction)


@register.simple_tag
def sparkline(values, label: str, scale=None) -> SafeString:
    """A small trend with its text alternative; `scale` (lowest, highest) makes several comparable."""
    return markup.sparkline_svg(values, label, scale)


@register.simple_tag
def seen_dot(state: str, title: str) -> SafeString:
    """How lately a pupil was seen: "full", "half" or "open", and the same in words."""
    return markup.seen_dot(state, title)


@register.simple_tag
def distribution(counts, label: str = "") -> SafeString:
    """A bar of levels and the same in text: counts = [("I", 4), ("II", 5), …], strongest first."""
    counts = list(counts)
    text = " · ".join(f"{name} {count}" for name, count in counts)
    bar = markup.distribution_svg(counts, label or _("Distribution: %(text)s") % {"text": text})
    return format_html('{}<span class="dist-text" aria-hidden="true">{}</span>', bar, text)


@register.simple_tag
def bar(share: float, label: str) -> SafeString:
    """A bar filled to a share from 0 to 1."""
    return markup.bar_svg(share, label)


@register.simple_tag
def avatar(user, size: str = "") -> SafeString:
    """A person's initials; their name in words for who does not see them."""
    if size not in ("", "s"):
        raise ValueError(f'Size must be "" or "s", not {size!r}')
    css = "avatar avatar-s" if size else "avatar"
    return format_html(
        '<span class="{}" role="img" aria-label="{}" title="{}">{}</span>',
        css,
        user.name,
        user.name,
        user.initials,
    )


@register.inclusion_tag("common/empty.html")
def empty(title: str, text: str, url: str = "", label: str = ""):
    """An empty state: what will stand here, in one sentence, and the one next step."""
    if bool(url) != bool(label):
        raise ValueError("The next step needs both an address and a label")
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("common/notice.html")
def notice(kind: str, text: str, title: str = ""):
    """One message: kind "info", "success", "warning" or "error"."""
    if kind not in NOTICE_ICONS:
        raise ValueError(f"Kind must be one of {', '.join(NOTICE_ICONS)}, not {kind!r}")
    return {"kind": kind, "icon_name": NOTICE_ICONS[kind], "text": text, "title": title}


@register.inclusion_tag("common/pagination.html")
def pagination(page, query: str = ""):
    """Links to the pages of a Paginator's page; `query` is kept in the address ("q=noor")."""
    return {"page": page, "prefix": f"{query}&" if query else ""}


@register.simple_tag(takes_context=True)
def scripts(context) -> SafeString:
    """The import map and the one entry module; nothing where no nonce is known (an error page without request)."""
    nonce = context.get("csp_nonce")
    if nonce is None:
        return mark_safe("")
    named = assets.MODULES | assets.ON_DEMAND
    imports = json.dumps({"imports": {name: static(path) for name, path in named.items()}}).replace("<", "\\u003c")
    preloads = format_html(
        "".join('<link rel="modulepreload" href="{}">' for _path in assets.MODULES),
        *(static(path) for path in assets.MODULES.values()),
    )
    return format_html(
        '<script type="importmap" nonce="{0}">{1}</script>{2}<script type="module" src="{3}"></script>',
        nonce,
        mark_safe(imports),  # noqa: S308 - our own names and addresses, "<" escaped
        preloads,
        static(assets.MODULES[assets.ENTRY]),
    )
