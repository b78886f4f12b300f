#pragma once

#include "app/views/unit/unit_page.h"
#include "app/views/unit/weighted_sum.h"

/// "row 7, col. 12", "channel 3, row 0, col. 1", or "unit 5" where the input is no picture. From 0.
QString placeText(const UnitPage& page, std::size_t place);

/// The sum written out as a rich text table, in the theme's colours: the largest products, the rest, bias,
/// sum, value.
QString sumTable(const UnitPage& page, const WeightedSum& sum);
