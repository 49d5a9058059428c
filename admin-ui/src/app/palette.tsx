import SearchIcon from "@mui/icons-material/Search";
import {
  Autocomplete,
  Dialog,
  DialogTitle,
  InputAdornment,
  Stack,
  TextField,
  Typography,
} from "@mui/material";
import { unseen } from "./unseen.js";
import { useGetList, useTranslate } from "ra-core";
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from "react";
import { useNavigate } from "react-router";
import { inLanguage, type Incident } from "@keii/shared";
import { useLanguage } from "./i18n.js";
import { useKey } from "./keys.js";

/** A place one can go to. */
export interface Place {
  label: string;
  path: string;
  /** What kind of place it is, in words. */
  group: string;
}

interface Palette {
  places: readonly Place[];
  add: (places: readonly Place[]) => () => void;
  isOpen: boolean;
  setIsOpen: (isOpen: boolean) => void;
}

const PaletteContext = createContext<Palette>({
  places: [],
  add: () => () => undefined,
  isOpen: false,
  setIsOpen: () => undefined,
});

/** Knows all places that can be reached from here. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const [groups, setGroups] = useState<readonly (readonly Place[])[]>([]);
  const [isOpen, setIsOpen] = useState(false);
  const add = useCallback((places: readonly Place[]) => {
    setGroups((before) => [places, ...before]);
    return () =>
      setGroups((before) => before.filter((group) => group !== places));
  }, []);
  const palette = useMemo<Palette>(
    () => ({ places: groups.flat(), add, isOpen, setIsOpen }),
    [groups, add, isOpen],
  );
  return (
    <PaletteContext.Provider value={palette}>
      {children}
    </PaletteContext.Provider>
  );
}

/** Offers places in the palette while the component is shown; memoise the list. */
export function usePlaces(places: readonly Place[]): void {
  const { add } = useContext(PaletteContext);
  useEffect(() => add(places), [add, places]);
}

export function useOpenPalette(): () => void {
  const { setIsOpen } = useContext(PaletteContext);
  return () => setIsOpen(true);
}

/** ⌘K: go to an incident or a screen by typing part of its name. */
export function Palette() {
  const { isOpen, setIsOpen } = useContext(PaletteContext);
  useKey("mod+k", "app.keys.palette", () => setIsOpen(true));
  return isOpen ? <OpenPalette onClose={() => setIsOpen(false)} /> : null;
}

function OpenPalette({ onClose }: { onClose: () => void }) {
  const { places } = useContext(PaletteContext);
  const translate = useTranslate();
  const language = useLanguage();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const { data: incidents = [] } = useGetList<Incident>("incidents", {
    pagination: { page: 1, perPage: 8 },
    sort: { field: "updatedAt", order: "DESC" },
    filter: text.trim() ? { q: text.trim() } : {},
  });
  const found: Place[] = [
    ...incidents.map(({ id, code, title }) => ({
      label: `${code} ${inLanguage(title, language)}`,
      path: `/incidents/${id}`,
      group: translate("app.nav.incidents"),
    })),
    ...places.filter(({ label }) =>
      label.toLowerCase().includes(text.trim().toLowerCase()),
    ),
  ];
  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      aria-labelledby="palette-title"
      sx={{ "& .MuiDialog-container": { alignItems: "flex-start" } }}
    >
      <DialogTitle id="palette-title" sx={unseen}>
        {translate("app.palette")}
      </DialogTitle>
      <Autocomplete<Place>
        open
        autoHighlight
        disablePortal
        options={found}
        filterOptions={(options) => options}
        getOptionLabel={({ label }) => label}
        getOptionKey={({ path }) => path}
        isOptionEqualToValue={(a, b) => a.path === b.path}
        noOptionsText={translate("ra.navigation.no_results")}
        forcePopupIcon={false}
        onInputChange={(_, value, reason) => {
          if (reason === "input") setText(value);
        }}
        onChange={(_, place) => {
          if (!place) return;
          onClose();
          void navigate(place.path);
        }}
        onClose={(_, reason) => {
          if (reason === "escape") onClose();
        }}
        slotProps={{
          popper: {
            sx: {
              position: "static !important",
              width: "100% !important",
              transform: "none !important",
            },
          },
          listbox: { sx: { maxHeight: "60vh" } },
        }}
        renderInput={(params) => (
          <TextField
            {...params}
            autoFocus
            margin="none"
            placeholder={translate("app.palette")}
            slotProps={{
              ...params.slotProps,
              htmlInput: {
                ...params.slotProps.htmlInput,
                "aria-label": translate("app.palette"),
              },
              input: {
                ...params.slotProps.input,
                startAdornment: (
                  <InputAdornment position="start">
                    <SearchIcon fontSize="small" />
                  </InputAdornment>
                ),
              },
            }}
          />
        )}
        renderOption={({ key, ...props }, { label, group }) => (
          <Stack component="li" direction="row" key={key} {...props}>
            <Typography variant="body2" sx={{ flex: 1 }}>
              {label}
            </Typography>
            <Typography variant="caption" color="textSecondary">
              {group}
            </Typography>
          </Stack>
        )}
      />
    </Dialog>
  );
}
