import type { ROLES } from "@/workspace/roles.ts";

type Role = (typeof ROLES)[number];

/** Which of several roles, each with what it may. */
export const RoleFields = <Choice extends Role>({ roles, chosen, onChoose }: RoleFieldsProps<Choice>) => (
  <fieldset>
    <legend className="mb-1.5 text-sm font-medium">Role</legend>
    <div className="grid gap-2">
      {roles.map((choice) => (
        <label
          key={choice.role}
          className="grid cursor-pointer grid-cols-[auto_1fr] gap-x-3 rounded-lg border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name="role"
            checked={chosen === choice.role}
            onChange={() => onChoose(choice.role)}
            className="mt-1 size-4 accent-accent"
          />
          <span className="font-medium">{choice.name}</span>
          <span className="col-start-2 text-sm text-muted">{choice.may}</span>
        </label>
      ))}
    </div>
  </fieldset>
);

interface RoleFieldsProps<Choice extends Role> {
  roles: readonly Choice[];
  chosen: string;
  onChoose: (role: Choice["role"]) => void;
}
