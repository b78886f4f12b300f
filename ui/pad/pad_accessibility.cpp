#include "ui/pad/pad_accessibility.h"

#include "ui/pad/digit_image_view.h"
#include "ui/pad/digit_pad.h"
#include "ui/pad/picture_view.h"
#include "ui/pad/probability_bars.h"

#include <QAccessibleWidget>

namespace {

class AccessibleBars : public QAccessibleWidget
{
public:
    explicit AccessibleBars(ProbabilityBars* bars)
        : QAccessibleWidget(bars, QAccessible::Chart)
        , m_bars(bars)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_bars->valueText() : QAccessibleWidget::text(kind);
    }

private:
    const ProbabilityBars* m_bars;
};

QAccessibleInterface* accessibleInterface(const QString&, QObject* object)
{
    if (auto* pad = qobject_cast<DigitPad*>(object))
        return new QAccessibleWidget(pad, QAccessible::Canvas);
    if (auto* view = qobject_cast<DigitImageView*>(object))
        return new QAccessibleWidget(view, QAccessible::Graphic);
    if (auto* picture = qobject_cast<PictureView*>(object))
        return new QAccessibleWidget(picture, QAccessible::Graphic);
    if (auto* bars = qobject_cast<ProbabilityBars*>(object))
        return new AccessibleBars(bars);
    return nullptr;
}

} // namespace

void installPadAccessibility()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(accessibleInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
}
