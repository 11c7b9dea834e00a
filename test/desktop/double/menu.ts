interface Template {
  id?: string;
  label?: string;
  role?: string;
  type?: string;
  accelerator?: string;
  enabled?: boolean;
  click?: () => void;
  submenu?: Template[];
}

export interface MenuItem extends Omit<Template, 'submenu'> {
  submenu?: Menu;
}

let applicationMenu: Menu | null = null;

export class Menu {
  readonly items: MenuItem[];

  constructor(items: MenuItem[]) {
    this.items = items;
  }

  static buildFromTemplate(template: Template[]): Menu {
    return new Menu(template.map(({ submenu, ...item }) => (
      submenu === undefined ? item : { ...item, submenu: Menu.buildFromTemplate(submenu) })));
  }

  static setApplicationMenu(menu: Menu): void { applicationMenu = menu; }
  static getApplicationMenu(): Menu | null { return applicationMenu; }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id) ?? null;
      if (found !== null) return found;
    }
    return null;
  }
}
