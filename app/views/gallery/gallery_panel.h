#pragma once

#include "ui/panels/preset_card.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

/// Cards in groups, of which one is chosen.
class GalleryPanel : public QWidget
{
    Q_OBJECT

public:
    struct Section
    {
        QString title;
        QString sentence; ///< what its networks are there for
        std::vector<PresetCard::Content> cards;
    };

    explicit GalleryPanel(QWidget* parent = nullptr);

    void setSections(std::vector<Section> sections);
    /// Above them: what to do now.
    void setHeading(const QString& heading, const QString& sentence);
    void setTime(const QString& name, const QString& time);
    /// Marks it and brings it into sight.
    void choose(const QString& name);
    QString chosen() const;
    /// The keyboard goes to the chosen card, so that Enter starts it.
    void focusChosen();
    void setShippedVisible(bool isVisible);

signals:
    void startRequested(const QString& name);
    /// The network that comes with the program.
    void shippedRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    PresetCard* card(const QString& name) const;
    void arrange();

    QLabel* m_heading;
    QLabel* m_sentence;
    QPushButton* m_shipped;
    QScrollArea* m_scroll;
    QVBoxLayout* m_column;
    QButtonGroup* m_group;
    std::vector<std::pair<QGridLayout*, std::vector<PresetCard*>>> m_grids;
    int m_columns = 0;
};
