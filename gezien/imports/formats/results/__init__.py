"""Results as a table (CSV or XLSX) with free columns: read, mapped once, checked, delivered."""
