#include "app/views/all_views.h"

#include "app/views/activations/activations_view.h"
#include "app/views/ensemble/ensemble_view.h"
#include "app/views/gallery/gallery_view.h"
#include "app/views/generate/generate_view.h"
#include "app/views/inside/inside_view.h"
#include "app/views/model/model_view.h"
#include "app/views/my_digits/my_digits_view.h"
#include "app/views/pad/pad_view.h"
#include "app/views/settings/settings_view.h"
#include "app/views/toy/toy_view.h"
#include "app/views/train/train_view.h"
#include "app/views/unit/unit_view.h"
#include "app/views/weights/weights_view.h"

#include <QCoreApplication>

namespace {

/// A context for the translators.
struct Views
{
    Q_DECLARE_TR_FUNCTIONS(Views)
};

} // namespace

const std::vector<ViewInfo>& allViews()
{
    static const std::vector<ViewInfo> views{
        // The pages in the rail's order: the first ten have the keys Ctrl+1 … Ctrl+9 and Ctrl+0, others name one.
        {QStringLiteral("gallery"), Views::tr("Gallery"), Area::Workspace,
         makeView<GalleryView>, Icon::Cards, &GalleryView::help, false, true},
        {QStringLiteral("model"), Views::tr("Model"), Area::Workspace,
         makeView<ModelView>, Icon::Layers, &ModelView::help},
        {QStringLiteral("train"), Views::tr("Train"), Area::Workspace,
         makeView<TrainView>, Icon::Curve, &TrainView::help},
        {QStringLiteral("inside"), Views::tr("Inside"), Area::Workspace,
         makeView<InsideView>, Icon::Network, &InsideView::help},
        {QStringLiteral("weights"), Views::tr("Weights"), Area::Workspace,
         makeView<WeightsView>, Icon::Grid, &WeightsView::help},
        {QStringLiteral("generate"), Views::tr("Generate"), Area::Workspace,
         makeView<GenerateView>, Icon::Picture, &GenerateView::help},
        {QStringLiteral("toy"), Views::tr("Toy"), Area::Workspace, makeView<ToyView>, Icon::Plane, &ToyView::help},
        {QStringLiteral("ensemble"), Views::tr("Ensemble"), Area::Workspace,
         makeView<EnsembleView>, Icon::Rings, &EnsembleView::help},
        {QStringLiteral("my_digits"), Views::tr("My digits"), Area::Workspace,
         makeView<MyDigitsView>, Icon::Pen, &MyDigitsView::help},
        {QStringLiteral("settings"), Views::tr("Settings"), Area::Workspace,
         makeView<SettingsView>, Icon::Gear, &SettingsView::help},
        {QStringLiteral("activations"), Views::tr("Histogram"), Area::Workspace,
         makeView<ActivationsView>, Icon::Histogram, &ActivationsView::help, false, false,
         QKeySequence(Qt::CTRL | Qt::Key_H)},
        {QStringLiteral("pad"), Views::tr("Draw"), Area::Pad, makeView<PadView>, Icon::Ink, &PadView::help},
        {QStringLiteral("inspector"), Views::tr("Unit"), Area::Side,
         makeView<UnitView>, Icon::Network, &UnitView::help, true},
    };
    return views;
}
