"""OneRoster 1.1: a school's roster as a ZIP of CSV files."""
