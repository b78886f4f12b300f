#pragma once

#include "engine/tensor/buffer.h"
#include "engine/tensor/shape.h"

namespace engine {

/// A row-major array that owns its numbers; the last extent is contiguous.
struct Tensor
{
    Shape shape;
    Buffer values;

    static Tensor zeros(const Shape& shape) { return {shape, Buffer(shape.elements())}; }
};

} // namespace engine
