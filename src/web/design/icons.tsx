import type { ReactNode } from "react";

type IconProps = { readonly size?: number };

function Drawn({ size = 16, children }: IconProps & { readonly children: ReactNode }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const SearchIcon = ({ size }: IconProps): ReactNode => (
  <Drawn size={size ?? 16}>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.5 10.5 3.5 3.5" />
  </Drawn>
);

export const BellIcon = ({ size }: IconProps): ReactNode => (
  <Drawn size={size ?? 16}>
    <path d="M3.5 11.5c1-1 1-2.2 1-4a3.5 3.5 0 0 1 7 0c0 1.8 0 3 1 4Z" />
    <path d="M6.7 13.6a1.4 1.4 0 0 0 2.6 0" />
  </Drawn>
);

export const DownIcon = ({ size }: IconProps): ReactNode => (
  <Drawn size={size ?? 12}>
    <path d="m3.5 6 4.5 4.5L12.5 6" />
  </Drawn>
);

export const CheckIcon = ({ size }: IconProps): ReactNode => (
  <Drawn size={size ?? 16}>
    <path d="m3 8.5 3.5 3.5L13 4.5" />
  </Drawn>
);

export const CrossIcon = ({ size }: IconProps): ReactNode => (
  <Drawn size={size ?? 16}>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Drawn>
);

export const FileIcon = ({ size }: IconProps): ReactNode => (
  <Drawn size={size ?? 16}>
    <path d="M4 1.75h5l3.25 3.25v9.25H4z" />
    <path d="M9 1.75V5h3.25" />
  </Drawn>
);

export const ChainIcon = ({ size }: IconProps): ReactNode => (
  <Drawn size={size ?? 16}>
    <path d="M6.5 9.5a2.5 2.5 0 0 0 3.6.1l2.2-2.2a2.5 2.5 0 0 0-3.6-3.5l-.9.9" />
    <path d="M9.5 6.5a2.5 2.5 0 0 0-3.6-.1L3.7 8.6a2.5 2.5 0 0 0 3.6 3.5l.9-.9" />
  </Drawn>
);

/** Each light has its own shape, so that it is read without colour. */
export const LightIcon = ({
  light,
}: {
  readonly light: "green" | "yellow" | "red" | "paused" | "done";
}): ReactNode => (
  <svg width="10" height="10" viewBox="0 0 10 10" fill="currentColor" aria-hidden="true" focusable="false">
    {light === "green" && <circle cx="5" cy="5" r="4" />}
    {light === "yellow" && <path d="M5 .8 9.6 9.2H.4z" />}
    {light === "red" && <path d="M5 0l5 5-5 5-5-5z" />}
    {light === "paused" && <path d="M1.5 1h2.6v8H1.5zM5.9 1h2.6v8H5.9z" />}
    {light === "done" && (
      <path
        d="m1 5.3 2.7 2.7L9 2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
    )}
  </svg>
);
