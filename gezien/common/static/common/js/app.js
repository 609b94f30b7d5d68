// The entry of every page: parts of pages by htmx, and the behaviours that hang on data attributes.
import "htmx";
import "gezien/requests";
import "gezien/menu";
import "gezien/tabs";
import "gezien/shortcuts";
import "gezien/dialog";
import "gezien/grid";
import "gezien/autosave";
