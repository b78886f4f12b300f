#pragma once

#include <QString>

#include <vector>

class QComboBox;

struct PresetChoice
{
    QString name;
    QString description; ///< one sentence
};

/// Every preset by its name, its description as its tooltip.
void fillWithPresets(QComboBox& box, const std::vector<PresetChoice>& presets);
