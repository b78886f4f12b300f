#pragma once

/// The limit of a colour scale that does not flicker: it stays while numbers change, and grows only when they
/// outgrow it by a quarter.
class LockedScale
{
public:
    /// peak >= 0, as symmetricLimit() gives it. True when the limit has changed.
    bool follow(float peak);
    /// The same, and also when the peak has fallen below a quarter of the limit: for what is shown without a number at its end.
    bool followBothWays(float peak);
    /// The next peak sets the limit anew, smaller ones too.
    void release() { m_isSet = false; }

    float limit() const { return m_limit; }
    /// The greatest peak for which the limit stays.
    float top() const { return headroom * m_limit; }

private:
    static constexpr float headroom = 1.25f;
    float m_limit = 0;
    bool m_isSet = false;
};

/// The least number of two significant digits that is not below peak: legends stay short. 0 for 0.
float roundedUp(float peak);
