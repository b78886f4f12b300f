#pragma once

#include "engine/drawing/piece_shape.h"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace engine {

/// Pieces that may be one digit together.
struct DigitGroup
{
    std::vector<std::size_t> pieces; ///< ascending
    Box box;
};

/// Which pieces of a line of ink belong to one digit: a lattice of candidate groups, each run of pieces that are
/// neighbours from left to right or in writing order, and the best way through it. A way's score is a sum over its groups
/// and over the borders between them, a semi-Markov random field whose weights were fitted to numbers of known grouping
/// (tests/bench/fit_digit_groups.cpp). A piece is never cut.
class DigitGroups
{
public:
    static constexpr std::size_t groupTraits = 11;
    static constexpr std::size_t borderTraits = 7;
    using GroupTraits = std::array<float, groupTraits>;
    using BorderTraits = std::array<float, borderTraits>;

    /// Of the score, for each trait.
    struct Weights
    {
        GroupTraits group;
        BorderTraits border;
    };

    /// A way that the lattice may take: candidate, standing at [begin, end) of the order it was found in.
    struct Node
    {
        std::size_t candidate;
        std::size_t begin;
        std::size_t end;
    };

    /// pieces in writing order, or in any when nothing is known of it.
    explicit DigitGroups(std::vector<PieceShape> pieces);

    const std::vector<DigitGroup>& candidates() const { return m_candidates; }
    std::size_t pieces() const { return m_pieces.size(); }

    /// The likeliest groups from left to right, as indices of candidates(). confidence: how sure a network is of each
    /// candidate's likeliest class; empty: geometry alone decides.
    std::vector<std::size_t> best(std::span<const float> confidence) const;

    // For fitting the weights.
    GroupTraits traitsOf(std::size_t candidate, std::span<const float> confidence) const;
    BorderTraits traitsBetween(std::size_t left, std::size_t right) const;
    /// Ordered by begin. The first is from left to right, the other in writing order.
    const std::vector<std::vector<Node>>& lattices() const { return m_lattices; }

private:
    void findDistances();
    void addLattice(const std::vector<std::size_t>& order);
    std::size_t candidateOf(std::vector<std::size_t> pieces);
    bool isPossible(const DigitGroup& group) const;
    float& distance(std::size_t a, std::size_t b) { return m_distances[a * m_pieces.size() + b]; }
    float distance(std::size_t a, std::size_t b) const { return m_distances[a * m_pieces.size() + b]; }
    float lineHeight() const;
    float bridgeOf(const DigitGroup& group) const;

    std::vector<PieceShape> m_pieces;
    float m_height = 1; ///< of a digit on this line
    std::vector<float> m_distances; ///< [pieces, pieces], in heights; far ones are told short
    std::vector<DigitGroup> m_candidates;
    std::vector<std::vector<Node>> m_lattices;
};

} // namespace engine
