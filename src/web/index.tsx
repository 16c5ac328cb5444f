// The faces: portal 办事, desk 工作台, screen 一屏, admin 账号, in the browser.
// It knows the contract's types and nothing else of the house, decides no right and computes no legal day:
// what the server answers is what is shown. It loads nothing from elsewhere and evaluates no text as code.
// Start reading at shell/router.tsx: every address and the page behind it, one chunk a face.
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/queries.ts";
import "./design/tokens.css";
import "./design/base.css";
import "./design/shell.css";
import "./design/buttons.css";
import "./design/parts.css";
import "./design/narrow.css";
import "./design/print.css";
import { chooseLanguage, languageNow } from "./language/say.ts";
import { chooseTextSize, textSizeNow } from "./language/text-size.ts";
import { router } from "./shell/router.tsx";

const place = document.querySelector("#root");
if (place === null) throw new Error("index.html has no #root");

chooseLanguage(languageNow());
chooseTextSize(textSizeNow());
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
