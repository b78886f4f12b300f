#include "ui/style/measured.h"

#include <QEvent>
#include <QWidget>

namespace {

class Measuring : public QObject
{
public:
    Measuring(QWidget* widget, std::function<void()> measure)
        : QObject(widget)
        , m_measure(std::move(measure))
    {
        widget->installEventFilter(this);
        m_measure();
    }

    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange && event->type() != QEvent::Polish)
            return false;
        if (!m_isMeasuring) { // what it sets may change the type
            m_isMeasuring = true;
            m_measure();
            m_isMeasuring = false;
        }
        return false;
    }

private:
    std::function<void()> m_measure;
    bool m_isMeasuring = false;
};

} // namespace

void keepMeasured(QWidget* widget, std::function<void()> measure)
{
    new Measuring(widget, std::move(measure));
}
