#pragma once

#include <QDialog>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

/// Asks from where files are to be fetched.
class AddressDialog : public QDialog
{
    Q_OBJECT

public:
    struct Words
    {
        QString what; ///< "MNIST"
        QString usual; ///< what an empty field means
        QString folder; ///< where the files go
    };

    /// problemOf: a sentence on what is wrong with a text; empty: nothing.
    AddressDialog(const Words& words, const QString& address, std::function<QString(const QString&)> problemOf, QWidget* parent);

    QString address() const;

private:
    void check();

    std::function<QString(const QString&)> m_problemOf;
    QLineEdit* m_address;
    QLabel* m_problem;
    QPushButton* m_fetch;
};
