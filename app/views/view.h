#pragma once

#include "app/session/context.h"
#include "app/session/inspection.h"
#include "ui/style/icons.h"

#include <QKeySequence>
#include <QObject>
#include <QString>

#include <memory>

class QWidget;

/// One way to look at what the session is about. It is made when it is first shown, and told of changes only while it is in
/// sight: hidden it costs nothing. It takes its numbers from Context::inspection and writes what a person chooses to
/// Context::selection; it knows no other view.
class View : public QObject
{
    Q_OBJECT

public:
    /// Owned by whoever shows it.
    virtual QWidget* widget() = 0;
    /// What has changed since the last call; Everything at the first. At most once a frame, and only while in sight.
    virtual void refresh(Inspection::Changes what) = 0;
    /// Whether refresh() will be called from now on: for what a view keeps going, or follows, by itself.
    virtual void setInSight(bool /*isInSight*/) {}
};

/// Where a view stands until somebody moves it.
enum class Area {
    Workspace, ///< a page of the middle, one at a time, which the rail brings to the front
    Pad, ///< beside them, above
    Side, ///< beside them, below: the inspector
};

/// What the window knows of a view before it makes it.
struct ViewInfo
{
    QString id; ///< "inside": docks, settings and the command view.ID are called so; never translated, never changed
    QString title;
    Area area = Area::Workspace;
    std::unique_ptr<View> (*make)(const Context& context);
    Icon sign = Icon::Grid; ///< on the rail
    QString (*help)() = nullptr; ///< what F1 says of it: each thing on it in two sentences, see helpText()
    /// It comes to the front, where it is open, when a unit is chosen elsewhere.
    bool isAboutUnit = false;
    /// It comes to the front when the network in use cannot be trained, but another one can be chosen there.
    bool offersNetworks = false;
    QKeySequence key = {}; ///< of its own, where the numbers do not reach; none: that of its place
};

/// Of a view whose constructor takes the context.
template<typename SomeView>
std::unique_ptr<View> makeView(const Context& context)
{
    return std::make_unique<SomeView>(context);
}
