#pragma once

#include "app/views/view.h"

#include <vector>

/// Every view that there is, in the order in which the window lists them.
const std::vector<ViewInfo>& allViews();
