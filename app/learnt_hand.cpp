#include "app/learnt_hand.h"

#include "app/workbench.h"

LearntHand::LearntHand(const Workbench& workbench, QObject* parent)
    : QObject(parent)
    , m_workbench(workbench)
    , m_known(workbench.state().straightening)
{
    connect(&workbench, &Workbench::networkReplaced, this, &LearntHand::onNetworkReplaced);
}

bool LearntHand::isKnown() const
{
    return !m_workbench.state().straightening.isNone();
}

QString LearntHand::inWords() const
{
    return QString::fromStdString(engine::handInWords(m_workbench.state().straightening));
}

void LearntHand::setApplied(bool applied)
{
    if (applied == m_isApplied)
        return;
    m_isApplied = applied;
    emit changed();
}

engine::Straightening LearntHand::straightening() const
{
    return m_isApplied ? m_workbench.state().straightening : engine::Straightening();
}

void LearntHand::onNetworkReplaced()
{
    if (m_known == m_workbench.state().straightening)
        return;
    m_known = m_workbench.state().straightening;
    m_isApplied = true;
    emit changed();
}
