#pragma once

#include "ui/charts/network_sketch.h"

#include <QAbstractButton>

class QPushButton;

/// A network that one can start with: what it is, how large, how well it does and how long that takes. A click chooses it;
/// a second one, Enter, or its button starts it.
class PresetCard : public QAbstractButton
{
    Q_OBJECT

public:
    struct Content
    {
        QString name;
        QString sentence;
        QStringList facts; ///< "109,386 parameters", "98.2 % right"
        std::vector<SketchLayer> layers;
    };

    PresetCard(Content content, QWidget* parent = nullptr);

    const QString& name() const { return m_content.name; }
    /// "about 10 s"; empty: not known yet.
    void setTime(const QString& time);
    QString time() const { return m_time; }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

signals:
    void startRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    QString factsText() const;
    void describe();
    int textWidth(int width) const;
    void placeButton();

    Content m_content;
    QString m_time;
    QPushButton* m_start;
};
