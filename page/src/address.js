// The address holds the state: copied it restores the view, and back and forward go through what was looked at.

/** What to call on each change of state. */
export const addresses = ({ state }) => {
  const restore = () => { if (location.hash !== state.hash()) state.restore(location.hash); };
  addEventListener("hashchange", restore);
  addEventListener("popstate", restore);
  return (now, before, how) => {
    const hash = state.hash();
    if (how.restored || location.hash === hash) return;
    try {
      history[how.replace ? "replaceState" : "pushState"](null, "", hash || location.href.split("#")[0]);
    } catch { /* pages embedded in others may not change their address */ }
  };
};
