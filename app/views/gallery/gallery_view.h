#pragma once

#include "app/views/view.h"

class GalleryPanel;

/// Every preset as a card: what it is, how large, how well it reads and how long its training takes here.
class GalleryView : public View
{
    Q_OBJECT

public:
    explicit GalleryView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;
    void setInSight(bool isInSight) override;

private:
    void start(const QString& name);
    void offerFirst();
    void showTimes();
    void showHeading();

    Context m_context;
    GalleryPanel* m_panel;
    bool m_isInSight = false;
};
