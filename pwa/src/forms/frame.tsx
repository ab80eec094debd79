/** The frame of a form's page: a bar above, the questions, the one button below. */

import type { ComponentChildren } from "preact";
import { AppBar, DraftMark } from "../ui/app-bar.tsx";
import { FootBar } from "../ui/foot-bar.tsx";

/** Where the form is part of a page that has its own main: the level of its title there. */
export type Within = "h1" | "h2";

interface FrameProps {
  within?: Within | undefined;
  isSaved: boolean;
  onBack: () => void;
  foot: ComponentChildren;
  children: ComponentChildren;
}

export function Frame({ within, isSaved, onBack, foot, children }: FrameProps) {
  const Main = within ? "div" : "main";
  return (
    <div class="screen">
      <AppBar onBack={onBack}>
        <DraftMark isSaved={isSaved} />
      </AppBar>
      <Main class="main">{children}</Main>
      <FootBar>{foot}</FootBar>
    </div>
  );
}

/** The page's one title; it takes the focus when the page is new. */
export function Title({ words, within = "h1" }: { words: string; within?: Within | undefined }) {
  const Heading = within;
  return (
    <Heading class="title" tabIndex={-1}>
      {words}
    </Heading>
  );
}
