// The token that Django asks for with every POST. The cookie's is the newest: one may have signed in again in another tab.
export const csrfToken = () => document.cookie.match(/(?:^|; )gezien_csrf=([^;]+)/)?.[1] ?? "";
