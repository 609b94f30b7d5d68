"""European order of dates in English too."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "d-m-Y"
MONTH_DAY_FORMAT = "j F"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d-%m-%y", "%d/%m/%Y"]
