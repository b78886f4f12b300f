#pragma once

#include <QLayout>

#include <memory>
#include <vector>

/// A sentence between a sign and what can be done about it, in one row; where that leaves the sentence too little room, what
/// can be done goes beneath it.
class NoticeLayout : public QLayout
{
    Q_OBJECT

public:
    explicit NoticeLayout(QWidget* card);
    ~NoticeLayout() override;

    /// In this order. close stands behind the sentence either way.
    void setParts(QWidget* sign, QWidget* sentence, const std::vector<QWidget*>& actions, QWidget* close);

    void addItem(QLayoutItem* item) override;
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    int count() const override { return int(m_items.size()); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    void setGeometry(const QRect& rect) override;

private:
    enum class Purpose { Measure, Place };

    /// Returns the height that it takes.
    int arrange(const QRect& rect, Purpose purpose) const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items; ///< sign, sentence, actions, close
};
