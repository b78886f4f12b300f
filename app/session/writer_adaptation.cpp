#include "app/session/writer_adaptation.h"

#include "app/session/runs.h"

WriterAdaptation::WriterAdaptation(const Runs& runs, QObject* parent)
    : QObject(parent)
    , m_runs(runs)
    , m_known(runs.state().input.writer)
{
    connect(&runs.current(), &Run::replaced, this, &WriterAdaptation::onNetworkReplaced);
}

bool WriterAdaptation::isKnown() const
{
    return !m_runs.state().input.writer.isNone();
}

QString WriterAdaptation::inWords() const
{
    return QString::fromStdString(engine::writerInWords(m_runs.state().input.writer));
}

void WriterAdaptation::setApplied(bool applied)
{
    if (applied == m_isApplied)
        return;
    m_isApplied = applied;
    emit changed();
}

engine::WriterTransform WriterAdaptation::writerTransform() const
{
    return m_isApplied ? m_runs.state().input.writer : engine::WriterTransform();
}

void WriterAdaptation::onNetworkReplaced()
{
    if (m_known == m_runs.state().input.writer)
        return;
    m_known = m_runs.state().input.writer;
    m_isApplied = true;
    emit changed();
}
