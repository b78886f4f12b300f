#include "app/views/model/draft_bar.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

DraftBar::DraftBar(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_revert(new QPushButton(tr("Revert"), this))
    , m_apply(new QPushButton(tr("Use this network"), this))
{
    m_text->setObjectName(QStringLiteral("draftState"));
    m_text->setProperty("muted", true);
    m_text->setWordWrap(true);
    m_revert->setObjectName(QStringLiteral("revert"));
    m_revert->setToolTip(tr("Back to the network in use; undo brings the draft back"));
    m_apply->setObjectName(QStringLiteral("apply"));
    m_apply->setProperty("primary", true);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 8, 12, 8);
    grid->addWidget(m_text, 0, 0, 1, 2);
    grid->addWidget(m_revert, 1, 0);
    grid->addWidget(m_apply, 1, 1);
    grid->setColumnStretch(1, 1);

    connect(m_revert, &QPushButton::clicked, this, &DraftBar::revertRequested);
    connect(m_apply, &QPushButton::clicked, this, &DraftBar::applyRequested);
    setState(State::InUse);
}

void DraftBar::setState(State state)
{
    switch (state) {
    case State::InUse:
        m_text->setText(tr("This network is in use."));
        break;
    case State::NewRun:
        m_text->setText(tr("Changed: starts a new run."));
        break;
    case State::NewNetwork:
        m_text->setText(tr("Changed: starts a new network."));
        break;
    case State::DoesNotFit:
        m_text->setText(tr("It does not fit together yet; the network in use stays."));
        break;
    }
    m_revert->setEnabled(state != State::InUse);
    m_apply->setEnabled(state == State::NewRun || state == State::NewNetwork);
    m_apply->setToolTip(state == State::DoesNotFit ? tr("First mend what is shown in red")
                                                   : tr("Train with these layers and settings from now on"));
}
