#pragma once

class Inspection;
class Selection;

// From the selected unit to the ones beside it, in the network in use. Where none is selected, to the first unit of the
// first layer, or of the layer beside it.

/// by: −1 or 1; round at the layer's ends.
void selectUnitBeside(Selection& selection, const Inspection& inspection, int by);
/// by: −1 or 1; the first layer and the last are the ends.
void selectLayerBeside(Selection& selection, const Inspection& inspection, int by);
