export const open = () => import('electron');
