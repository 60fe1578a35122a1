/** `st.tabs`: containers of which one shows; the others stay, so that their inputs keep their texts. */
import { type KeyboardEvent, type ReactElement, useId, useRef } from "react";
import { InlineMarkdown } from "../markdown/markdown";
import type { CommonProps } from "../protocol";
import type { TreeNode } from "../store/tree";
import { VerticalBlock } from "./block";
import { tells, useOpen } from "./open";
import { type NodeProps, registerElement } from "./registry";
import { classes, keyClass } from "./size";
import { TabList } from "./tab-list";

interface TabsProps extends CommonProps {
  /** Index of the tab that is open at first. */
  readonly default?: number;
}

function Tabs({ node }: NodeProps<TabsProps>): ReactElement {
  const tabs = node.children ?? [];
  const labels = tabs.map(labelOf);
  // The script knows labels, the page alone an index: labels may repeat.
  const [chosen, choose] = useOpen<number | string>(node, node.props.default ?? 0);
  const index = typeof chosen === "number" ? chosen : Math.max(labels.indexOf(chosen), 0);
  const show = (at: number): void => choose(tells(node) ? (labels[at] ?? "") : at);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const open = Math.min(index, tabs.length - 1);

  const move = (event: KeyboardEvent): void => {
    const back = getComputedStyle(event.currentTarget).direction === "rtl" ? 1 : -1;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: back,
      ArrowRight: -back,
      Home: -open,
      End: tabs.length - 1 - open,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const target = (open + step + tabs.length) % tabs.length;
    show(target);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[target]?.focus();
  };

  return (
    <div className={classes("stTabs rv-tabs", keyClass(node.props.key))} data-testid="stTabs">
      <TabList line={list} onKeyDown={move}>
        {tabs.map((tab, index) => (
          <button
            aria-controls={`${id}-panel-${index}`}
            aria-selected={index === open}
            className="rv-tab"
            data-testid="stTab"
            id={`${id}-tab-${index}`}
            key={tab.uid}
            onClick={() => show(index)}
            role="tab"
            tabIndex={index === open ? 0 : -1}
            type="button"
          >
            <InlineMarkdown noLinks text={labelOf(tab)} />
          </button>
        ))}
      </TabList>
      {tabs.map((tab, index) => (
        <div
          aria-labelledby={`${id}-tab-${index}`}
          className="rv-tab-panel"
          data-testid="stTabPanel"
          hidden={index !== open}
          id={`${id}-panel-${index}`}
          key={tab.uid}
          role="tabpanel"
        >
          <VerticalBlock node={tab} />
        </div>
      ))}
    </div>
  );
}

const labelOf = (tab: TreeNode): string => String(tab.props.label ?? "");

registerElement("tabs", Tabs, { container: true });
