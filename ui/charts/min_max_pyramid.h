#pragma once

#include <cstddef>
#include <vector>

/// A growing row of numbers that also keeps the least and greatest of every 16, 256, 4096, … of them, so that
/// a plot of w pixels reads about 16 w numbers and draws w, however long the row is.
class MinMaxPyramid
{
public:
    struct Bucket
    {
        std::size_t first = 0; ///< index of its first number
        std::size_t count = 0;
        float least = 0;
        float greatest = 0;
    };

    /// A NaN counts for a bucket only when there is nothing else in it.
    void append(float value);
    void clear();
    std::size_t size() const { return m_values.size(); }
    float operator[](std::size_t index) const { return m_values[index]; }

    /// Covers [first, last) with at most atMost + 2 buckets of one power of two, aligned to it, so that they do
    /// not wander as the row grows. Each number has its own bucket when there is room.
    std::vector<Bucket> buckets(std::size_t first, std::size_t last, std::size_t atMost) const;

private:
    struct Extent
    {
        float least = 0;
        float greatest = 0;

        void include(const Extent& other);
    };

    Extent extent(std::size_t level, std::size_t index) const;

    std::vector<float> m_values;
    std::vector<std::vector<Extent>> m_levels; ///< m_levels[l]: of every 16^(l + 1) numbers
};
