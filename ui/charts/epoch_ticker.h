#pragma once

#include <qcustomplot.h>

#include <cstdint>

/// Round epochs, and beneath each the step that it is.
class EpochTicker : public QCPAxisTicker
{
public:
    /// 0: not known, it counts steps alone.
    void setStepsPerEpoch(std::uint64_t steps) { m_stepsPerEpoch = steps > 0 ? double(steps) : 1; }
    double stepsPerEpoch() const { return m_stepsPerEpoch; }

protected:
    double getTickStep(const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale&, QChar, int) override;

private:
    double m_stepsPerEpoch = 1;
};
