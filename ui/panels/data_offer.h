#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;

/// A card that says which data there is and offers what can be done about it.
class DataOffer : public QFrame
{
    Q_OBJECT

public:
    explicit DataOffer(QWidget* parent = nullptr);

    /// heading: "No MNIST here"; sentence: what follows from it.
    void setText(const QString& heading, const QString& sentence);
    /// The first is the primary one.
    void setChoices(const QStringList& choices);

signals:
    /// Which of the choices, from 0.
    void chosen(int choice);
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintCard();

    QLabel* m_picture;
    QLabel* m_heading;
    QLabel* m_sentence;
    QHBoxLayout* m_choices;
};
