// What screen readers are told. The part itself is the live region: it stays while its words come and go.
element.setAttribute("role", "status");
element.setAttribute("aria-live", "polite");
