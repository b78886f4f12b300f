#include "ui/charts/curve_marks.h"

#include "ui/charts/curve_history.h"
#include "ui/charts/curve_panel.h"
#include "ui/charts/curve_plot.h"
#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <qcustomplot.h>

#include <cmath>

CurveMarks::CurveMarks(QCustomPlot* plot, const CurvePanel& loss, const CurvePanel& accuracy)
    : m_plot(plot)
    , m_loss(loss)
    , m_accuracy(accuracy)
    , m_best(new QCPItemTracer(plot))
    , m_bestText(new QCPItemText(plot))
    , m_firstLookText(new QCPItemText(plot))
    , m_noAccuracy(new QCPItemText(plot))
{
    m_best->setClipAxisRect(m_accuracy.rect());
    m_best->position->setAxes(m_accuracy.x(), m_accuracy.y());
    m_best->setStyle(QCPItemTracer::tsCircle);
    m_bestText->setClipAxisRect(m_accuracy.rect());
    m_bestText->position->setParentAnchor(m_best->position);

    m_firstLookText->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);

    m_noAccuracy->setClipAxisRect(m_accuracy.rect());
    m_noAccuracy->position->setAxisRect(m_accuracy.rect());
    m_noAccuracy->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_noAccuracy->position->setCoords(0.5, 0.5);
    m_noAccuracy->setText(CurvePlot::tr("No accuracy: this network predicts no class"));
    m_noAccuracy->setPadding({6, 2, 6, 2});
}

void CurveMarks::applyTheme(const QFont& small, const QFont& usual)
{
    QColor ground = theme().panel;
    ground.setAlphaF(0.85f);
    m_best->setPen(QPen(theme().text, scaled(1.5)));
    m_best->setSize(scaled(11));
    m_bestText->setPadding({scaled(4), 1, scaled(4), 1});
    m_firstLookText->setPadding({scaled(10), 1, scaled(4), 1}); // beside the point
    m_bestText->setColor(theme().text);
    m_bestText->setBrush(ground);
    m_bestText->setFont(small);
    m_firstLookText->setColor(theme().mutedText);
    m_firstLookText->setFont(small);
    m_noAccuracy->setColor(theme().mutedText);
    m_noAccuracy->setBrush(theme().panel);
    m_noAccuracy->setFont(usual);
    clearEvents(); // they come back in the new colours
}

void CurveMarks::show(const CurveHistory& history)
{
    placeBest(history);
    placeFirstLook(history);
    placeEvents(history);
    m_noAccuracy->setVisible(!history.isEmpty() && !history.hasAccuracy());
}

void CurveMarks::placeBest(const CurveHistory& history)
{
    const auto best = history.best();
    const bool isWorthIt = best && history.evaluations().size() > 1;
    m_best->setVisible(isWorthIt);
    m_bestText->setVisible(isWorthIt);
    if (!isWorthIt)
        return;
    m_best->position->setCoords(double(best->step), m_accuracy.shown(best->testAccuracy));
    m_bestText->setText(CurvePlot::tr("best test %1").arg(percentText(double(best->testAccuracy))));
    const bool isRight = double(best->step) > m_accuracy.x()->range().center();
    const int beneath = m_accuracy.rect()->bottom() - int(m_accuracy.y()->coordToPixel(m_accuracy.shown(best->testAccuracy)));
    const bool isLow = beneath < scaled(12) + 2 * QFontMetrics(m_bestText->font()).height();
    m_bestText->position->setCoords(0, scaled(isLow ? -12 : 12));
    m_bestText->setPositionAlignment((isLow ? Qt::AlignBottom : Qt::AlignTop) | (isRight ? Qt::AlignRight : Qt::AlignLeft));
}

void CurveMarks::placeFirstLook(const CurveHistory& history)
{
    const auto look = history.firstLook();
    m_firstLookText->setVisible(look.has_value());
    if (!look)
        return;
    const bool hasAccuracy = !std::isnan(look->testAccuracy);
    const CurvePanel& panel = hasAccuracy ? m_accuracy : m_loss;
    m_firstLookText->setClipAxisRect(panel.rect());
    m_firstLookText->position->setAxes(panel.x(), panel.y());
    m_firstLookText->position->setAxisRect(panel.rect());
    m_firstLookText->position->setCoords(double(look->step),
                                         panel.shown(hasAccuracy ? look->testAccuracy : look->testLoss));
    m_firstLookText->setText(CurvePlot::tr("of %1 digits").arg(countText(look->testSamples)));
}

void CurveMarks::placeEvents(const CurveHistory& history)
{
    const auto events = history.events();
    if (m_events.size() == 3 * events.size())
        return;
    clearEvents();
    for (const auto& event : events) {
        const auto step = double(event.step);
        for (const CurvePanel* panel : {&m_loss, &m_accuracy}) {
            auto* line = panel->addVerticalLine();
            line->setPen(QPen(theme().mutedText, scaled(1), Qt::DotLine));
            line->point1->setCoords(step, 0);
            line->point2->setCoords(step, 1);
            m_events.push_back(line);
        }
        auto* text = new QCPItemText(m_plot);
        text->setClipAxisRect(m_loss.rect());
        text->setText(event.text);
        text->setFont(m_bestText->font());
        text->setColor(theme().mutedText);
        text->setRotation(-90);
        text->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
        text->position->setAxes(m_loss.x(), m_loss.y());
        text->position->setAxisRect(m_loss.rect());
        text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        text->position->setCoords(step, 0.02);
        m_events.push_back(text);
    }
}

void CurveMarks::clearEvents()
{
    for (auto* mark : m_events)
        m_plot->removeItem(mark);
    m_events.clear();
}
