#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace engine {

/// Allocates on cache-line borders, so that vector loads never straddle two lines.
template<typename T>
struct AlignedAllocator
{
    using value_type = T;
    static constexpr std::align_val_t alignment{64};

    AlignedAllocator() = default;
    template<typename U>
    AlignedAllocator(const AlignedAllocator<U>&)
    {
    }

    T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), alignment)); }
    void deallocate(T* memory, std::size_t) { ::operator delete(memory, alignment); }
    bool operator==(const AlignedAllocator&) const { return true; }
};

/// A long row of numbers: all weights of a network, one layer's activations of a shard.
using Buffer = std::vector<float, AlignedAllocator<float>>;

} // namespace engine
