#pragma once

/// Tells screen readers what the pad's widgets are and what they show. Called by each of them; the first call counts.
void installPadAccessibility();
