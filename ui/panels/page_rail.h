#pragma once

#include "ui/style/icons.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QVBoxLayout;

/// The pages of a window as a column of buttons, each an icon over its word; icons alone where it is too low for that. The
/// arrows walk through them, like tabs.
class PageRail : public QWidget
{
    Q_OBJECT

public:
    struct Page
    {
        QString id;
        QString title;
        Icon sign;
        QKeySequence key; ///< named by the tooltip
    };

    explicit PageRail(QWidget* parent = nullptr);

    void setPages(const std::vector<Page>& pages);
    /// Marks the one that is shown; nothing is emitted. An id that is not among them marks none.
    void setCurrent(const QString& id);

    QSize minimumSizeHint() const override;

signals:
    void pageChosen(const QString& id);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void setCompact(bool isCompact);
    void measure();
    void fit();
    int heightNeeded(Qt::ToolButtonStyle style) const;

    QVBoxLayout* m_column;
    QButtonGroup* m_buttons;
    std::vector<Page> m_pages;
    bool m_isCompact = false;
    int m_heightOfWords = 0; ///< all of them under their icons
    int m_heightOfIcons = 0;
};
