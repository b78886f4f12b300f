#pragma once

class Inspection;
class PadPanel;

/// What the network says of the sample: a probability for each class, or, of one that names none, the picture that it gives
/// back.
void showAnswer(PadPanel& panel, const Inspection& inspection);
