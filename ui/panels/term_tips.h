#pragma once

#include <QObject>

#include <functional>

class QHelpEvent;
class QWidget;

/// Explains the terms of the field where they stand: what a label, a field, a column or an item names is told in its tooltip,
/// beneath what that says anyway. A long tooltip is broken into lines. For all windows of the program; no view lists its terms.
///
/// What a widget paints itself it may tell by `Q_INVOKABLE QString headingAt(QPoint) const`, and its own tooltip there by
/// `tipAt`.
class TermTips : public QObject
{
    Q_OBJECT

public:
    /// What the terms in a text mean, as HTML, but for what the tooltip says already. Empty: there are none.
    using Explain = std::function<QString(const QString& text, const QString& toolTip)>;

    TermTips(Explain explain, QObject* parent);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool show(QWidget& widget, const QHelpEvent& event) const;

    Explain m_explain;
};
