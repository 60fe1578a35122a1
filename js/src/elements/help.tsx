/** `st.help`: what an object is, with its documentation and members. */
import type { ReactElement } from "react";
import { type NodeProps, registerElement } from "./registry";

interface Member {
  readonly name: string;
  readonly type?: string;
  readonly value?: string;
  readonly doc?: string;
}

interface HelpProps extends Member {
  readonly members: readonly Member[];
}

function HelpElement({ node }: NodeProps<HelpProps>): ReactElement {
  const { name, type, value, doc, members } = node.props;
  return (
    <div className="stHelp rv-help-card" data-testid="stHelp">
      <div className="rv-help-head">
        {name && (
          <strong className="stHelpName" data-testid="stHelpName">
            {name}
          </strong>
        )}{" "}
        {type && (
          <span className="stHelpType rv-help-type" data-testid="stHelpType">
            {type}
          </span>
        )}{" "}
        {value && (
          <span className="stHelpValue rv-help-value" data-testid="stHelpValue">
            {value}
          </span>
        )}
      </div>
      <div className="stHelpDoc rv-help-doc" data-testid="stHelpDoc">
        {doc || "No documentation available."}
      </div>
      {members.length > 0 && <Members members={members} />}
    </div>
  );
}

function Members({ members }: { readonly members: readonly Member[] }): ReactElement {
  return (
    <table className="stHelpMembersTable rv-help-members" data-testid="stHelpMembersTable">
      <tbody>
        {members.map(({ name, type, value, doc }) => (
          <tr className="stHelpMember" data-testid="stHelpMember" key={name}>
            <th scope="row">
              <span data-testid="stHelpMemberDocName">{name}</span>{" "}
              <span className="rv-help-type" data-testid="stHelpMemberDocType">
                {type}
              </span>
            </th>
            <td>
              {value ? (
                <code data-testid="stHelpMemberDocValue">{value}</code>
              ) : (
                <span data-testid="stHelpMemberDocString">
                  {doc || "No documentation available."}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

registerElement("help", HelpElement);
