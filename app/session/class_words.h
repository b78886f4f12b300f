#pragma once

#include "engine/data/dataset.h"
#include "engine/drawing/drawing_style.h"

#include <QStringList>

namespace engine {
struct Model;
}

// What the outputs of the network in use stand for, and how one draws for it: as of the data that it was trained on, or
// else of those that it is about to learn. data: those in use; may be null.

/// One for each class that it tells apart; numbers where nobody named them. Empty: it names none.
QStringList classNamesOf(const engine::Model& model, const engine::DataSplits* data);

/// Of the size that it reads. Must not be asked of a network that reads points.
engine::DrawingStyle drawingStyleOf(const engine::Model& model, const engine::DataSplits* data);
