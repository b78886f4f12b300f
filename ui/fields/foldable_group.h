#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

/// Settings under a heading that folds them away; beside the heading stands in a few words what is set.
class FoldableGroup : public QWidget
{
    Q_OBJECT

public:
    /// Folded at first.
    explicit FoldableGroup(const QString& title, const QString& help, QWidget* parent = nullptr);

    QVBoxLayout* content() const { return m_column; }
    void setOpen(bool open);
    bool isOpen() const;
    void setSummary(const QString& words);
    /// Marks the heading, so that trouble is seen while the group is folded.
    void setHasProblem(bool hasProblem);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showHeading();
    void showSummary();

    QString m_title;
    QString m_words;
    bool m_hasProblem = false;
    QToolButton* m_heading;
    QLabel* m_summary;
    QWidget* m_content;
    QVBoxLayout* m_column;
};
