#pragma once

#include <QWidget>

#include <optional>
#include <vector>

class QAction;
class QHBoxLayout;
class ElidedLabel;

/// "I drew a: 0 … 9, none": says what the drawing is, so that it can be learnt. Its actions are the keys 0 to 9 and X.
class CorrectionBar : public QWidget
{
    Q_OBJECT

public:
    explicit CorrectionBar(QWidget* parent = nullptr);

    /// 0 to 9, and "not a digit" last.
    const std::vector<QAction*>& actions() const { return m_actions; }
    /// What became of it, in a word or two: there is no room for more.
    void setNotice(const QString& notice);
    /// The label that the drawing has been given; nullopt: none yet.
    struct Given
    {
        std::optional<int> digit; ///< nullopt: no digit
    };
    void setGiven(std::optional<Given> given);

signals:
    void labelGiven(std::optional<int> label); ///< nullopt: no digit

private:
    void add(std::optional<int> label, QHBoxLayout* row);

    std::vector<QAction*> m_actions;
    ElidedLabel* m_notice;
};
