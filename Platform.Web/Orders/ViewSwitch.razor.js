const name = 'orders-as-board';

export const remember = isBoard => { if (isBoard) localStorage.setItem(name, ''); else localStorage.removeItem(name); };
export const likesBoard = () => localStorage.getItem(name) !== null;
