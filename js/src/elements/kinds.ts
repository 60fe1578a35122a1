/** Every kind of element that the core draws; each module registers its own. */
import "./alert";
import "./block";
import "./code";
import "./columns";
import "./empty";
import "./exception";
import "./expander";
import "./form";
import "./heading";
import "./help";
import "./html";
import "./iframe";
import "./progress";
import "./tabs";
import "./text";
import "./widget";
