#pragma once

/// Tells screen readers what Qt leaves open: that a page which scrolls is one, by the page's name, what key a field holds, and
/// that a plot is a chart.
/// For all widgets of the program; once is enough.
void installAccessibleRoles();
