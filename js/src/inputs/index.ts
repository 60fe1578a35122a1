/** Registers the inputs. */
import { registerElement } from "../elements/registry";
import { Button, FormSubmitButton } from "./button";
import { Checkbox, Toggle } from "./checkbox";
import { Feedback } from "./feedback";
import { Multiselect } from "./multiselect";
import { NumberInput } from "./number-input";
import { Pills, SegmentedControl } from "./pills";
import { Radio } from "./radio";
import { Selectbox } from "./selectbox";
import { SelectSlider, Slider } from "./slider";
import { TextArea } from "./text-area";
import { TextInput } from "./text-input";

registerElement("button", Button, { inline: true });
registerElement("form_submit_button", FormSubmitButton, { inline: true });
registerElement("checkbox", Checkbox, { inline: true });
registerElement("toggle", Toggle, { inline: true });
registerElement("radio", Radio, { inline: true });
registerElement("pills", Pills, { inline: true });
registerElement("segmented_control", SegmentedControl, { inline: true });
registerElement("feedback", Feedback, { inline: true });
registerElement("multiselect", Multiselect);
registerElement("number_input", NumberInput);
registerElement("selectbox", Selectbox);
registerElement("select_slider", SelectSlider);
registerElement("slider", Slider);
registerElement("text_area", TextArea);
registerElement("text_input", TextInput);
