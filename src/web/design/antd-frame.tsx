import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import type { ReactNode } from "react";
import { useLanguage } from "../language/say.ts";

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Ant Design in our tokens, for the faces of staff that need its lists and pickers. */
export function AntdFrame({ children }: { readonly children: ReactNode }): ReactNode {
  const language = useLanguage();
  dayjs.locale(language === "zh" ? "zh-cn" : "en");
  return (
    <ConfigProvider
      locale={language === "zh" ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      theme={{
        token: {
          colorPrimary: token("action"),
          colorText: token("ink"),
          colorTextSecondary: token("ink-soft"),
          colorTextDisabled: token("ink-faint"),
          colorTextPlaceholder: token("ink-faint"),
          colorTextDescription: token("ink-faint"),
          colorBorder: token("line-strong"),
          colorBorderSecondary: token("line"),
          colorError: token("seal"),
          fontFamily: token("sans"),
          fontSize: 16,
          borderRadius: 6,
          controlHeight: 44,
        },
      }}
    >
      {children}
    </ConfigProvider>
  );
}
