#include "ui/fields/preset_choice.h"

#include <QComboBox>

void fillWithPresets(QComboBox& box, const std::vector<PresetChoice>& presets)
{
    box.clear();
    for (const PresetChoice& preset : presets) {
        box.addItem(preset.name);
        box.setItemData(box.count() - 1, preset.description, Qt::ToolTipRole);
    }
    box.setMaxVisibleItems(int(presets.size())); // all at once
}
